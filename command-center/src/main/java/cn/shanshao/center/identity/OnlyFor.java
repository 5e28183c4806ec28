package cn.shanshao.center.identity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An operation for these roles alone. Anybody else gets 403 before what was sent is even read. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnlyFor {
    /** Who may. */
    Role[] value();

    /** Of the root division alone: what is done reaches beyond every other. */
    boolean ofRoot() default false;

    /** What the trail calls it when somebody in another role tries; empty: it does not say. */
    String refusal() default "";

    /** The path variable that names a user who may too, in whatever role; empty: there is none. */
    String orSelf() default "";
}
