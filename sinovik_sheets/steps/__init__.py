"""The working steps, one module a step, named as the commands are.

A step takes nouns and returns data; files to write come back as a Plan.
"""
