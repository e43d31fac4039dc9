#!/usr/bin/env python3
"""Fits the coefficients of the hyperbolic tangent in PlainArithmetic, and prints their error in float.

    python3 scripts/fit-tanh.py        (needs numpy)

Fits tanh(x) = x P(x^2) / Q(x^2), with P of degree 6 and Q of degree 3, to minimize the maximum relative error between 0
and 7.9: least squares of the linearized equation, with weights that grow where the error is large (C. Lawson, 1961).
"""
import numpy as np

LARGEST = 7.9
P, Q = 7, 4  # numbers of coefficients


def fit():
    x = (np.cos(np.linspace(0, np.pi, 6000)) + 1) / 2 * LARGEST
    x = x[x > 1e-3]
    t = np.tanh(x)
    u = x / LARGEST  # scaled to condition the equations well
    z = u * u
    weights, below, best = np.ones_like(x), np.ones_like(x), None
    for _ in range(400):
        equations = np.column_stack([u * z**k for k in range(P)] + [-t * z**k for k in range(1, Q)])
        scale = np.sqrt(weights) / (t * below)
        solution = np.linalg.lstsq(equations * scale[:, None], t * scale, rcond=None)[0]
        p, q = solution[:P], np.concatenate([[1], solution[P:]])
        below = np.abs(sum(q[k] * z**k for k in range(Q)))
        error = np.abs(u * sum(p[k] * z**k for k in range(P)) / below / t - 1)
        if best is None or error.max() < best[0]:
            best = error.max(), p, q
        weights = weights * (error + 1e-12)
        weights /= weights.mean()
    error, p, q = best
    return (error, [p[k] / LARGEST ** (2 * k + 1) for k in range(P)], [q[k] / LARGEST ** (2 * k) for k in range(Q)])


def error_in_float(p, q):
    f = np.float32
    x = np.concatenate([np.linspace(-12, 12, 2_000_000), np.logspace(-30, 0, 20_000)]).astype(f)
    v = np.minimum(np.maximum(x, f(-LARGEST)), f(LARGEST))
    z = v * v
    above, below = f(p[-1]), f(q[-1])
    for c in reversed(p[:-1]):
        above = above * z + f(c)
    for c in reversed(q[:-1]):
        below = below * z + f(c)
    exact = np.tanh(x.astype(float))
    difference = np.abs(v * above / below - exact)
    return difference.max(), (difference / np.abs(exact)).max()


if __name__ == "__main__":
    error, p, q = fit()
    print("P", [float(np.float32(c)) for c in p])
    print("Q", [float(np.float32(c)) for c in q])
    print("maximum relative error %.1e in double; in float %.2e absolute, %.2e relative" % (error, *error_in_float(p, q)))
