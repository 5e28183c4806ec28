/** Personal data at rest: sealed with a key for each person or household, which a key outside the database wraps. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package cn.shanshao.center.vault;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
