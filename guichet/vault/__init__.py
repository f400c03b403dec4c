"""What is personal: answers, files and letters, encrypted under one key per case."""
