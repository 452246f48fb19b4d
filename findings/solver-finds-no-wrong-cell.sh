#!/bin/sh
# The textbook way to find the wrong cell (the fewest cells whose change makes every sum hold): one switch a cell,
# and |new - printed| <= M x switch, with M as large as an amount may be. The table prints 120 + 30 + 47 = 200,
# which is wrong by 3, so exactly one switch has to be on. Switching all of them on is always allowed.
# Seen, M = 10^8, an amount in yuan: HiGHS (highspy 1.16.0) and SCIP (ortools 9.15.6755) answer "optimal" with no
# switch on at all: 3 / M lies within what they take for a whole number, so the table is said to be right. CBC
# (pulp 3.3.2) answers "infeasible". CP-SAT (ortools) finds the one cell. With M = 10^4 all four find it.
# So "optimal, nothing to change" of such a model proves nothing: M has to be small, or the solver one of integers.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv v
v/bin/pip install --quiet highspy==1.16.0 ortools==9.15.6755 pulp==3.3.2
cat > look.py <<'PY'
import highspy
import pulp
from ortools.linear_solver import pywraplp

PRINTED = [120, 30, 47, 200]
SIGNS = [1, 1, 1, -1]
MOST = 10**12


def highs(m):
    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    cells = [model.addVariable(0, MOST) for _ in PRINTED]
    switches = [model.addBinary() for _ in PRINTED]
    for printed, cell, switch in zip(PRINTED, cells, switches):
        model.addConstr(cell - printed <= m * switch)
        model.addConstr(printed - cell <= m * switch)
    model.addConstr(sum(sign * cell for sign, cell in zip(SIGNS, cells)) == 0)
    model.minimize(sum(switches[1:], switches[0]))
    if model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return "infeasible"
    return round(sum(model.getSolution().col_value[switch.index] for switch in switches))


def cbc(m):
    model = pulp.LpProblem("table", pulp.LpMinimize)
    cells = [pulp.LpVariable(f"cell{n}", 0, MOST) for n in range(4)]
    switches = [pulp.LpVariable(f"switch{n}", cat="Binary") for n in range(4)]
    model += pulp.lpSum(switches)
    for printed, cell, switch in zip(PRINTED, cells, switches):
        model += cell - printed <= m * switch
        model += printed - cell <= m * switch
    model += pulp.lpSum(sign * cell for sign, cell in zip(SIGNS, cells)) == 0
    model.solve(pulp.PULP_CBC_CMD(msg=False))
    if model.status != pulp.LpStatusOptimal:
        return pulp.LpStatus[model.status].lower()
    return round(sum(switch.value() for switch in switches))


def ortools(name, m):
    model = pywraplp.Solver.CreateSolver(name)
    cells = [model.NumVar(0, MOST, "") for _ in PRINTED]
    switches = [model.BoolVar("") for _ in PRINTED]
    for printed, cell, switch in zip(PRINTED, cells, switches):
        model.Add(cell - printed <= m * switch)
        model.Add(printed - cell <= m * switch)
    model.Add(sum(sign * cell for sign, cell in zip(SIGNS, cells)) == 0)
    model.Minimize(sum(switches))
    if model.Solve() != pywraplp.Solver.OPTIMAL:
        return "infeasible"
    return round(sum(switch.solution_value() for switch in switches))


seen = {}
for m in (10**4, 10**8):
    seen[m] = [highs(m), ortools("SCIP", m), cbc(m), ortools("SAT", m)]
    print(f"M = {m:.0e}: HiGHS, SCIP, CBC, CP-SAT find so many wrong cells: {seen[m]}")
expected = {10**4: [1, 1, 1, 1], 10**8: [0, 0, "infeasible", 1]}
raise SystemExit("this has changed" if seen != expected else 0)
PY
v/bin/python look.py
