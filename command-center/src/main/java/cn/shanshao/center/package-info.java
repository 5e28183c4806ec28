/** The command centre: one Spring Boot application made of modules, each with one door. */
@NullMarked
package cn.shanshao.center;

import org.jspecify.annotations.NullMarked;
