"""Seconds that Slither itself takes for each of the given files, compiling left out. Usage: own-part.py SOLC FILE..."""
import json, logging, sys, time, inspect

from crytic_compile import CryticCompile
from crytic_compile.platform.solc_standard_json import SolcStandardJson
from slither import Slither
from slither.detectors import all_detectors
from slither.detectors.abstract_detector import AbstractDetector

logging.disable(logging.CRITICAL)
detectors = [one for one in vars(all_detectors).values() if inspect.isclass(one) and issubclass(one, AbstractDetector) and one is not AbstractDetector]
solc, files = sys.argv[1], json.loads(sys.stdin.read())
for group in files:
    try:
        project = SolcStandardJson()
        for path in group["sources"]:
            project.add_source_file(path)
        compiled = CryticCompile(project, solc=solc)
        start = time.perf_counter()
        slither = Slither(compiled)
        for detector in detectors:
            slither.register_detector(detector)
        findings = sum(len(found) for found in slither.run_detectors())
        print(json.dumps({"name": group["name"], "seconds": time.perf_counter() - start, "findings": findings}), flush=True)
    except Exception as error:
        print(json.dumps({"name": group["name"], "error": str(error)[:200]}), flush=True)
