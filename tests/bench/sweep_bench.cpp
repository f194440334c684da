// How fast the sweep is inside one process, by each gate that the processor has; with --patterns
// the detectors' patterns, one a line, for other programs to search with.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <string>
#include <string_view>

#include "policy/sweep/sweeper.hpp"

namespace {

using namespace gdprd::policy::sweep;

constexpr std::size_t kBytes = 32UL * 1024 * 1024;

std::string repeated(std::string_view part) {
    std::string text;
    while (text.size() < kBytes) text += part;
    return text;
}

/// Megabytes a second of processor time, the best of five runs.
template <class Run>
double speed(const Run& run) {
    double best = 0;
    for (int i = 0; i < 5; ++i) {
        const std::clock_t begin = std::clock();
        run();
        const double took = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
        best = std::max(best, static_cast<double>(kBytes) / took / 1e6);
    }
    return best;
}

void measure(Gate gate, const char* name, const std::string& prose, const std::string& rows) {
    if (!usable(gate)) return;
    Sweeper sweeper(gate, Sweeper::LookFor::identifiers);
    std::size_t found = 0;
    const double text =
        speed([&] { sweeper.text({prose, 0, true}, [&](const Found&) { ++found; }); });
    const double cells = speed([&] {
        std::string_view left = rows;
        std::size_t column = 0;
        while (!left.empty()) {
            const std::string_view part = left.substr(0, 256UL * 1024);
            const auto done = sweeper.rows(
                {part, ',', column, part.size() == left.size(), left.size() == rows.size()},
                [&](std::size_t, const ValueHits&) { ++found; });
            left.remove_prefix(done.consumed);
            column = done.column;
        }
    });
    std::printf("%-8s %10.0f %12.0f   (%zu finds)\n", name, text, cells, found);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc > 1 && std::string_view(argv[1]) == "--patterns") {
        for (const Detector& one : detectors())
            std::printf("%.*s\n", static_cast<int>(one.pattern.size()), one.pattern.data());
        return 0;
    }
    const std::string prose = repeated(
        "The committee met again in the spring of 1998, and of its twelve members nine agreed that "
        "the "
        "harbour should be dredged before the winter. Nobody asked who would pay for it. ");
    const std::string rows = repeated(
        "1042,Ada,Novak,ada.novak@mail.example,+49 30 "
        "901820,1985-07-30,DE89370400440532013000,Graz,12.50\n");
    std::printf("%-8s %10s %12s   one core, MB/s, one paragraph and one row over and over\n",
                "gate", "prose", "rows");
    measure(Gate::scalar, "scalar", prose, rows);
    measure(Gate::sse2, "sse2", prose, rows);
    measure(Gate::avx2, "avx2", prose, rows);
    return 0;
}
