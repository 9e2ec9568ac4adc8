"""What happens to a message between the page and the knowledge base."""
