namespace Pagerow.Simulation;

/// <summary>The process dies here. Nobody catches it but the test.</summary>
sealed class Crash(string where) : Exception(where);
