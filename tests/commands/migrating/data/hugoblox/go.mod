module engines
