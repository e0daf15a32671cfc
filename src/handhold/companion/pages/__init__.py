"""One module for each screen: read the form, ask, choose the template."""
