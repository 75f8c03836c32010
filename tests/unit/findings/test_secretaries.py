"""What is said of the eight systems, of many villages and of one."""

import numpy as np

from analytics.findings.secretaries import SYSTEMS, systems_sentence


def test_of_one_village_its_systems_are_counted():
    codes = list(SYSTEMS)
    missing = np.zeros((2, len(codes)), dtype=np.int8)
    missing[0, :3] = 1
    assert systems_sentence(missing[:1], codes).zh == "该村八项制度已建立5项。"
    assert systems_sentence(missing, codes).zh.startswith("已报送的2个村中，八项制度齐全的1个")
