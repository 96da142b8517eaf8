"""Graphs of a few vertices, solved by hand-sized searches."""

from description import Description, describes


@describes("graph/bfs.cl")
def bfs():
    adjacency = [[1, 2], [3], [3, 4], [5], [5, 6], [7], [], [0], [9], [8]]
    start = [sum(len(a) for a in adjacency[:i]) for i in range(len(adjacency) + 1)]
    neighbours = [v for a in adjacency for v in a]
    levels = [[0] + [-1] * 9]
    for level in range(4):
        new = list(levels[-1])
        for v, l in enumerate(levels[-1]):
            if l == level:
                for w in adjacency[v]:
                    new[w] = level + 1 if new[w] == -1 else new[w]
        levels.append(new)
    visited = [sum(l != -1 for l in row) for row in levels]
    d = Description("breadth-first search", "bfs_level", (12,), (4,))
    for level in (0, 1, 2, 3):
        (d.test("level %d" % level).buffer(0, "int", start).buffer(1, "int", neighbours)
         .inout(2, "int", levels[level], levels[level + 1]).value(3, "int", 10).value(4, "int", level)
         .inout(5, "uint", [visited[level]], [visited[level + 1]]))
    return d


@describes("graph/floyd_warshall.cl")
def floyd_warshall():
    n, none = 5, 0x3fffffff
    edges = {(0, 1): 3, (0, 2): 8, (0, 4): -4, (1, 3): 1, (1, 4): 7, (2, 1): 4, (3, 0): 2, (3, 2): -5, (4, 3): 6}
    distance = [0 if i == j else edges.get((i, j), none) for i in range(n) for j in range(n)]
    through = [-1] * (n * n)
    d = Description("Floyd and Warshall", "floyd_warshall", (6, 6), (2, 2))
    steps = []
    for k in range(n):
        new, via = list(distance), list(through)
        for i in range(n):
            for j in range(n):
                first, second = distance[i * n + k], distance[k * n + j]
                if none not in (first, second) and first + second < distance[i * n + j]:
                    new[i * n + j], via[i * n + j] = first + second, k
        steps.append((distance, through, new, via))
        distance, through = new, via
    # The worked example of Cormen, Leiserson, Rivest and Stein, chapter on all-pairs shortest paths.
    assert distance == [0, 1, -3, 2, -4, 3, 0, -4, 1, -1, 7, 4, 0, 5, 3, 2, -1, -5, 0, -2, 8, 5, 1, 6, 0]
    for k, (before, via_before, after, via_after) in enumerate(steps):
        (d.test("through vertex %d" % k).inout(0, "int", before, after).inout(1, "int", via_before, via_after)
         .value(2, "int", n).value(3, "int", k))
    return d


@describes("graph/connected_components.cl")
def connected_components():
    # A forest whose hooked labels do not depend on the order of the edges: each vertex has at most one smaller end.
    edges = [(5, 2), (7, 1), (9, 1), (3, 0), (6, 6)]
    hooked = [0, 1, 2, 0, 4, 2, 6, 1, 8, 1]
    d = Description("connected components", None)
    (d.test("hook", "components_hook", (8,), (4,)).buffer(0, "int2", [v for e in edges for v in e])
     .value(1, "uint", len(edges)).inout(2, "int", list(range(10)), hooked))
    chain = [0, 0, 1, 2, 3, 5, 5, 6, 8, 4]
    (d.test("flatten", "components_flatten", (12,), (4,)).inout(0, "int", chain, [0, 0, 0, 0, 0, 5, 5, 5, 8, 0])
     .value(1, "uint", 10))
    return d
