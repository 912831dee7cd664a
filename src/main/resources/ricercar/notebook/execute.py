# Executes a notebook and keeps what it has shown even when a cell fails, which nbconvert throws away.
# Arguments: the notebook, the executed copy to write.
import pathlib
import re
import sys

import nbclient
import nbformat

source, executed = map(pathlib.Path, sys.argv[1:])
notebook = nbformat.read(source, as_version=4)
cells = [cell for cell in notebook.cells if cell.cell_type == "code"]


def announce(cell, cell_index):
    number = 1 + sum(other.cell_type == "code" for other in notebook.cells[:cell_index])
    first_line = cell.source.splitlines()[0] if cell.source else ""
    print(f"cell {number} of {len(cells)}: {first_line[:70]}", flush=True)


client = nbclient.NotebookClient(
    notebook,
    kernel_name="ricercar",
    timeout=None,
    startup_timeout=300,
    iopub_timeout=60,
    coalesce_streams=True,
    record_timing=False,
    raise_on_iopub_timeout=True,
    resources={"metadata": {"path": str(source.parent)}},
    on_cell_execute=announce,
)
failure = None
try:
    client.execute()
except nbclient.exceptions.CellExecutionError:
    errors = [out for cell in cells for out in cell.outputs if out.output_type == "error"]
    failure = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(errors[0].traceback)) if errors else "a cell failed"
except nbclient.exceptions.CellTimeoutError:
    failure = "Outputs were lost: a cell prints more lines than the kernel can send."
except nbclient.exceptions.DeadKernelError:
    failure = "The kernel died, as by System.exit or for lack of memory."
nbformat.write(notebook, executed)
if failure:
    print("failed: " + failure, flush=True)
    sys.exit(1)
