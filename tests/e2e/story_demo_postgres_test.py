#!/usr/bin/env python3
"""The quickstart's story with the help desk on PostgreSQL."""
import sys

import story_demo_test

sys.argv.append("--postgres")
story_demo_test.main()
