"""What families told us, for analysts: releases to read and sign, and what was done."""
