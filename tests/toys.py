"""The toy lesson's master, and ways to build it and to spoil it."""

from pathlib import Path

MASTER = """\
---
atodds:
  title: Who came to the fire?
  minutes: 5
  objectives: [read a number, weigh a source]
---

# Who came to the fire?

We read one number, and ask who counted.

```{code-cell}
import os

from toy_course import check, rubric

sorted(os.listdir(os.environ["ATODDS_WORK"]))
```

### Exercise 90.1: how many came?

Text P names the firefighters that were sent.

```{code-cell}
:tags: [exercise]
crew = ...
```

```{code-cell}
:tags: [solution]
crew = 62
```

```{code-cell}
:tags: [check]
check("90.1", crew)
```

The number is a count.

### Exercise 90.2: why believe it?

Give a reason.

+++ {"tags": ["essay"]}

*Write here.*

+++ {"tags": ["essay", "solution"]}

The harbour master counted the containers himself on the next morning, so he could know.
What he could not see is how many of them had only become wet.

```{code-cell}
rubric("90.2")
```

+++ {"tags": ["rubric"]}

Mastery says how the speaker knows.

+++ {"tags": ["instructor"]}

Ask who else could have counted.
"""


def plant(root: Path, master: str = MASTER, name: str = "90-fire") -> Path:
    """Put a master into a project's folder and give that folder back."""
    (root / "solutions").mkdir(parents=True, exist_ok=True)
    (root / "solutions" / f"{name}.md").write_text(master, encoding="utf-8")
    return root
