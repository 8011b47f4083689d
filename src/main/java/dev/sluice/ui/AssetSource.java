package dev.sluice.ui;

import java.util.Optional;

/// Where the files of the pages are: the web application's root, or a folder.
@FunctionalInterface
public interface AssetSource {

    /// The bytes of a file, or nothing where there is none.
    ///
    /// @param path the file's path without a slash in front; letters, digits, dots, `_`, `-` and slashes only, and
    ///     no dot segment
    Optional<byte[]> read(String path);
}
