# Two commands do everything: `make lab` to learn, `make test` to prove it. Set-up happens by itself.
LESSON ?= 00
BIN := .venv/bin
# Where it is set, every process would compile our sources anew: minutes in all.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: lab test check unit nbval browser pythons test-doors book lessons data lock
lab: .venv/ready-lab ; @tools/lab $(LESSON)
test: check unit nbval browser ; @echo "All of make test passed."

check: .venv/ready-test ; @tools/check
unit: .venv/ready-test ; @tools/unit
nbval: .venv/ready-test ; @tools/nbval
browser: .venv/ready-test ; @$(BIN)/pytest tests/browser -p no:nbval --numprocesses=3 --dist=worksteal
pythons: .venv/ready-test ; @tools/pythons
test-doors: .venv-doors/ready-doors ; @tools/doors
book: .venv/ready-test ; @$(BIN)/atodds build book --pdf
lessons: .venv/ready-test ; @$(BIN)/atodds build lessons && $(BIN)/atodds build pages
data: .venv/ready-test ; @$(BIN)/atodds build data
lock: .venv/ready-test ; @tools/lock

.venv/ready-%: requirements.txt pyproject.toml tools/setup ; @tools/setup $*
.venv-doors/ready-%: requirements-doors.txt pyproject.toml tools/setup ; @tools/setup $*
