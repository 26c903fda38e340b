"""From corpus to output, one line a stage."""
