"""A believable desk to look around in: every row made by the same services a freelancer's day would use."""
