using Pagerow.Benchmarks;

return await BenchmarkList.RunAsync(args);
