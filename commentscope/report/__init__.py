"""What was found out, put before a reader: one module a medium. Reports compute nothing; they read the Analysis."""
