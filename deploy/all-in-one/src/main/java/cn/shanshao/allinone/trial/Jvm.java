package cn.shanshao.allinone.trial;

import java.util.List;
import java.util.function.Supplier;

/**
 * The Java that a trial runs in.
 *
 * @param options beside those of every trial; asked for at each start
 */
public record Jvm(String classPath, Supplier<List<String>> options) {
    /** As Java is by itself, so that what is measured is what people will get. */
    public static Jvm plain(String classPath) {
        return new Jvm(classPath, List::of);
    }
}
