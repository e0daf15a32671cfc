"""The doors in a browser, under Pyodide."""
