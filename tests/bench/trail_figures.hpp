#pragma once

#include <cstdint>
#include <string>

namespace gdprd::bench {

/// Ends a writer in the middle, as a power cut does, and prints how long the next start takes; must
/// be called before this process has threads.
void print_recovery(const std::string& dir);
/// Time and size of an inclusion proof in a tree of 10^9 leaves.
void print_inclusion_proof();
/// What an entry of its own commit takes on the disk, before and after repacking.
void print_repacking(const std::string& dir);
/// Appends `entries` in calls of 256, prints the rate of each tenth, what the trail takes on the
/// disk, and how long its verification takes.
void print_sustained(const std::string& dir, std::uint64_t entries);

}  // namespace gdprd::bench
