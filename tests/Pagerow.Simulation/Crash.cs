namespace Pagerow.Simulation;

/// <summary>
/// The process dies here. A cancellation to the engine, which leaves those alone wherever it is: any other exception could be taken for a
/// defect in one document, and the process would live on. Nobody catches it but the test.
/// </summary>
sealed class Crash(string where) : OperationCanceledException(where);
