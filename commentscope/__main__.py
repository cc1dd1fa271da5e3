"""`python -m commentscope`."""

from commentscope.cli import main

if __name__ == "__main__":
    main()
