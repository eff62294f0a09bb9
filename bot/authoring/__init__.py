"""The workbench of those who write flows: what `legwise check` and its neighbours find and make."""
