/** Messages to people and what they answer: an outbox, the carriers behind it, receipts, replies. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "audit",
            "identity",
            "vault",
            "registry",
            "monitoring",
            "residents",
            "alert",
            "warning",
            "approval"
        })
package cn.shanshao.center.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
