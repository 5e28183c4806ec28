package cn.shanshao.allinone;

import java.nio.file.Path;

/** Another process holds the data folder. */
final class HomeTaken extends StartFailure {
    private static final long serialVersionUID = 1;

    HomeTaken(Path dir) {
        super("another process runs on " + dir, "stop it: ./shanshao down");
    }
}
