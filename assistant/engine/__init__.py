"""A question's way: plan, pack, write, check, keep."""
