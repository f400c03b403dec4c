"""One module for each word after `guichet`: its docstring is its help, `arguments` its options, `run` what it does."""
