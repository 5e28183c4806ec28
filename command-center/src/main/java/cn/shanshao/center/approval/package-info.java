/** Signatures: who has to sign a paper, by when, who stands in, and what was signed. It knows a paper by its hash alone. */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "identity"})
package cn.shanshao.center.approval;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
