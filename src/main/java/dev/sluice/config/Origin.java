package dev.sluice.config;

import java.nio.file.Path;

/// Where a setting was written.
///
/// @param place as an operator calls it: `line 12`, `SLUICE_PORT`, `--port`
/// @param folder what relative paths in its value start from
record Origin(String place, Path folder) {}
