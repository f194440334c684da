#pragma once

#include "policy/catalogue/schema.hpp"

namespace gdprd::policy {

/// What a scan saw of a store, with what it could not read as it was `before`: an unreadable
/// collection without fields has its earlier ones, and in a tree of files the collections below a
/// closed directory, or inside an archive or a spreadsheet that is unreadable, are there as
/// unreadable ones, whose comments say why. A failure to read is no news of what is there. Pure.
[[nodiscard]] StoreSchema with_unread(const StoreSchema& before, StoreSchema now);

}  // namespace gdprd::policy
