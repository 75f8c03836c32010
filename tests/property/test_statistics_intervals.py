"""What intervals and verdicts keep, whatever the counts."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtri

from analytics.statistics.funnel import proportion_limits, significance
from analytics.statistics.intervals import mean_t, newcombe_difference, poisson_byar, wilson
from analytics.statistics.multiplicity import benjamini_hochberg
from analytics.statistics.ratio import ratio_interval

confidences = st.floats(0.01, 0.9999)
shares = st.floats(0, 1)
sizes = st.one_of(st.integers(1, 10_000), st.floats(1e-3, 1e6))
proportions = st.tuples(shares, sizes).map(lambda pair: (min(pair[0] * pair[1], pair[1]), pair[1]))
quick = settings(max_examples=150, deadline=None)


@quick
@given(proportions, confidences)
def test_wilson_contains_its_estimate_and_stays_within_0_and_1(count, confidence):
    x, n = count
    lower, upper = wilson(x, n, confidence)
    assert 0 <= lower <= x / n <= upper <= 1
    assert not np.signbit(lower)
    assert (lower == 0) or (x > 0)
    assert (upper == 1) or (x < n)


@quick
@given(proportions, confidences)
def test_wilson_of_the_rest_is_the_mirror_image(count, confidence):
    x, n = count
    lower, upper = wilson(x, n, confidence)
    mirrored = wilson(n - x, n, confidence)
    np.testing.assert_allclose((1 - mirrored[1], 1 - mirrored[0]), (lower, upper), atol=1e-9)


@quick
@given(proportions, confidences, confidences)
def test_more_confidence_is_a_wider_interval(count, one, other):
    low, high = sorted((one, other))
    narrow, wide = wilson(*count, low), wilson(*count, high)
    assert wide[0] <= narrow[0] + 1e-12
    assert wide[1] >= narrow[1] - 1e-12


@quick
@given(st.floats(0, 1e7), confidences)
def test_a_counts_interval_contains_it(x, confidence):
    lower, upper = poisson_byar(x, confidence)
    assert 0 <= lower <= x < upper
    assert (lower > 0) or (x < 1)


@quick
@given(proportions, proportions, confidences)
def test_a_difference_lies_in_its_interval_and_turns_with_the_order(first, second, confidence):
    lower, upper = newcombe_difference(*first, *second, confidence)
    assert -1 <= lower <= first[0] / first[1] - second[0] / second[1] <= upper <= 1
    turned = newcombe_difference(*second, *first, confidence)
    np.testing.assert_allclose((-turned[1], -turned[0]), (lower, upper), atol=1e-12)


@quick
@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=20), confidences)
def test_a_mean_lies_in_its_interval(values, confidence):
    lower, upper = mean_t(values, confidence)
    assert lower <= np.mean(values) <= upper


@quick
@given(st.lists(st.tuples(st.floats(0, 1e6), st.floats(0.1, 1e3)), min_size=2, max_size=20), confidences)
def test_a_ratio_of_sums_lies_in_its_interval(villages, confidence):
    x, n = np.transpose(villages)
    lower, upper = ratio_interval(x, n, confidence)
    assert lower <= x.sum() / n.sum() <= upper


@quick
@given(proportions, shares)
def test_significance_is_the_units_own_wilson_interval_excluding_the_baseline(count, baseline):
    code = 0
    for confidence in (0.95, 0.998):
        lower, upper = wilson(*count, confidence)
        code += int(lower > baseline) - int(upper < baseline)
    assert significance(*count, baseline) == code


@quick
@given(proportions, st.floats(0.001, 0.999))
def test_outside_the_funnel_is_what_significance_says(count, baseline):
    x, n = count
    for code, confidence in ((1, 0.95), (2, 0.998)):
        z = abs(x / n - baseline) / np.sqrt(baseline * (1 - baseline) / n)
        if abs(z + ndtri((1 - confidence) / 2)) < 1e-6:  # on the line, rounding decides
            continue
        lower, upper = proportion_limits(baseline, n, confidence)
        outside = (x / n < lower - 1e-12) or (x / n > upper + 1e-12)
        assert outside == (abs(significance(x, n, baseline)) >= code)


@quick
@given(st.lists(shares, max_size=60), st.floats(0.001, 0.5))
def test_benjamini_hochberg_flags_the_smallest_p_and_no_fewer_than_bonferroni(p, q):
    mask = benjamini_hochberg(p, q)
    p = np.array(p)
    assert mask[p <= q / max(p.size, 1)].all()
    assert not mask[p > q].any()
    if mask.any():
        assert mask[p <= p[mask].max()].all()
