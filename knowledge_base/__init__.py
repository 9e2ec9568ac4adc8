"""What families are told: articles and services, and the search that finds them."""
