"""Simulation steps on tiny systems, in double precision or exactly."""

import math
import struct

from description import Description, Lcg, describes, f32


@describes("physics/n_body.cl")
def n_body():
    # Mean positions on a line and in a plane, so that distances are easy to follow; softening keeps self-force at zero.
    bodies = [(0, 0, 0, 2), (3, 0, 0, 1), (0, 4, 0, 3), (1, 2, 2, 0.5)]
    velocities = [(0.5, 1, -1, 7), (1, -2, 0.25, 7), (-1, 0.5, 2, 7), (2, 1, 1, 7)]
    dt, softening = 0.125, 0.25
    new_v, new_p = [], []
    for body, velocity in zip(bodies, velocities):
        acceleration = [0.0] * 3
        for other in bodies:
            r = [other[c] - body[c] for c in range(3)]
            strength = other[3] / (sum(v * v for v in r) + softening) ** 1.5
            acceleration = [a + strength * v for a, v in zip(acceleration, r)]
        v = [velocity[c] + dt * acceleration[c] for c in range(3)]
        new_v += v + [velocity[3]]
        new_p += [body[c] + dt * v[c] for c in range(3)] + [body[3]]
    flat = lambda rows: [x for row in rows for x in row]
    d = Description("n-body step", "n_body", (4,), (2,))
    (d.test("four bodies in tiles of two").buffer(0, "float4", flat(bodies)).inout(1, "float4", flat(velocities), new_v, 16)
     .out(2, "float4", new_p, ulp=16).value(3, "int", 4).value(4, "float", dt).value(5, "float", softening)
     .local(6, "float8"))
    return d


@describes("physics/stencil_2d.cl")
def stencil_2d():
    w, h = 18, 9
    grid = Lcg(71).ints(w * h, 0, 99)
    out = list(grid)
    for y in range(1, h - 1):
        for x in range(1, w - 1):
            i = y * w + x
            out[i] = grid[i] + 0.25 * (grid[i - 1] + grid[i + 1] + grid[i - w] + grid[i + w] - 4 * grid[i])
    d = Description("heat step in 2D", "stencil_2d", (32, 16), (16, 8))
    (d.test("18x9, four tiles").buffer(0, "float", grid).out(1, "float", out).value(2, "int", w).value(3, "int", h)
     .value(4, "float", 0.25))
    return d


@describes("physics/stencil_3d.cl")
def stencil_3d():
    nx, ny, nz = 5, 4, 4
    grid = Lcg(72).ints(nx * ny * nz, -20, 20)
    out = list(grid)
    for z in range(1, nz - 1):
        for y in range(1, ny - 1):
            for x in range(1, nx - 1):
                i = (z * ny + y) * nx + x
                out[i] = 0.5 * grid[i] + 0.25 * sum(grid[i - s] + grid[i + s] for s in (1, nx, nx * ny))
    d = Description("stencil in 3D", "stencil_3d", (6, 4), (2, 2))
    (d.test("5x4x4").buffer(0, "float", grid).out(1, "float", out).value(2, "uint", nx).value(3, "uint", ny)
     .value(4, "uint", nz).value(5, "float", 0.5).value(6, "float", 0.25))
    return d


@describes("physics/jacobi.cl")
def jacobi():
    n = 4
    a = [4, 1, -1, 2, 1, 8, 2, -1, 0, 1, 2, -1, 1, -2, 1, 16]
    b, x = [7, -3, 6, 20], [1, 2, -1, 2]
    new = [(b[r] - sum(a[r * n + c] * x[c] for c in range(n) if c != r)) / a[r * n + r] for r in range(n)]
    change = max(abs(p - q) for p, q in zip(new, x))
    bits = struct.unpack("<i", struct.pack("<f", change))[0]
    assert all(f32(v) == v for v in new + [change])
    d = Description("Jacobi iteration", "jacobi", (4,), (2,))
    (d.test("4x4").buffer(0, "float", a).buffer(1, "float", b).buffer(2, "float", x).out(3, "float", new)
     .value(4, "int", n).inout(5, "int", [0], [bits]))
    d.test("a larger change is kept").buffer(0, "float", a).buffer(1, "float", b).buffer(2, "float", x) \
        .out(3, "float", new).value(4, "int", n).inout(5, "int", [0x7F000000], [0x7F000000])
    return d


@describes("physics/gauss_seidel.cl")
def gauss_seidel():
    w, h, omega = 7, 6, 1.5
    rng = Lcg(73)
    u, f = rng.ints(w * h, -16, 16), rng.ints(w * h, -16, 16)
    d = Description("red-black Gauss-Seidel", "gauss_seidel", (4, 4), (2, 2))
    for colour, name in ((0, "red"), (1, "black")):
        out = list(u)
        for y in range(1, h - 1):
            for x in range(1, w - 1):
                i = y * w + x
                if (x + y) % 2 == colour:
                    out[i] = u[i] + omega * ((u[i - 1] + u[i + 1] + u[i - w] + u[i + w] - f[i]) / 4 - u[i])
        (d.test(name).inout(0, "float", u, out).buffer(1, "float", f).value(2, "int2", w, h).value(3, "int", colour)
         .value(4, "float", omega))
    return d


@describes("physics/lattice_boltzmann.cl")
def lattice_boltzmann():
    w, h, omega = 4, 3, 0.75
    cells = w * h
    ex, ey = (0, 1, 0, -1, 0, 1, -1, -1, 1), (0, 0, 1, 0, -1, 1, 1, -1, -1)
    weight = [4 / 9] + [1 / 9] * 4 + [1 / 36] * 4
    populations = [f32(v / 64) for v in Lcg(74).ints(9 * cells, 4, 20)]
    solid = [0] * cells
    solid[1 * w + 2] = 1
    out = [0.0] * (9 * cells)
    for y in range(h):
        for x in range(w):
            f = [populations[i * cells + (y - ey[i]) % h * w + (x - ex[i]) % w] for i in range(9)]
            if solid[y * w + x]:
                new = [f[next(j for j in range(9) if (ex[j], ey[j]) == (-ex[i], -ey[i]))] for i in range(9)]
            else:
                rho = sum(f)
                ux, uy = sum(p * e for p, e in zip(f, ex)) / rho, sum(p * e for p, e in zip(f, ey)) / rho
                new = []
                for i in range(9):
                    cu = ex[i] * ux + ey[i] * uy
                    eq = weight[i] * rho * (1 + 3 * cu + 4.5 * cu * cu - 1.5 * (ux * ux + uy * uy))
                    new.append(f[i] + omega * (eq - f[i]))
            for i in range(9):
                out[i * cells + y * w + x] = new[i]
    assert min(abs(v) for v in out) > 0.01 and not any(math.isnan(v) for v in out)
    d = Description("lattice Boltzmann step", "lattice_boltzmann", (4, 4), (2, 2))
    (d.test("4x3, periodic, one solid cell").buffer(0, "float", populations).out(1, "float", out, ulp=128)
     .buffer(2, "uchar", solid).value(3, "int", w).value(4, "int", h).value(5, "float", omega))
    return d
