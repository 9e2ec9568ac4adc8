"""What every request passes through; knows no feature."""
