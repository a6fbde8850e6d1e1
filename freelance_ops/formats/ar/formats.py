"""Django's own Arabic formats use a comma as decimal mark: 1234.50 would read as 1234,50 in the books."""

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
