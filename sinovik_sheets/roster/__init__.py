"""Who may take part and how people write it: official codes and unit names, pure."""
