package dev.heed.embedded;

import java.nio.file.Path;

/** Another process works on the data folder. */
final class DataFolderInUseException extends RuntimeException {

    DataFolderInUseException(Path folder, String pid) {
        super("Another Heed%s is running on the data folder %s.".formatted(pid.isEmpty() ? "" : " (process " + pid + ")", folder));
    }
}
