package cn.shanshao.center.identity;

import java.util.Collection;
import java.util.List;

/**
 * What is open when one shift hands over to the next. Warnings, and who is not out yet, stand above identity; whoever
 * keeps such things tells, and nothing open is left out.
 */
public interface OpenAtHandover {
    List<OpenMatter> in(Collection<String> divisions);
}
