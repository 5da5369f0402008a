"""What things are called and how typed words find them: names, terms, handles, refusals."""
