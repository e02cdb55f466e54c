// Hands what Python sends to the browser's own download, so that one click is enough.
const SECONDS_TO_SAVE = 60;

export function hand({ name, type }, [data]) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([data], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), SECONDS_TO_SAVE * 1000);
}

// Once for each courier, however often its button is on the page.
function initialize({ model }) {
  model.on("msg:custom", hand);
  return () => model.off("msg:custom", hand);
}

export default { initialize };
