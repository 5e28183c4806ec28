@NullMarked
package cn.shanshao.allinone.web;

import org.jspecify.annotations.NullMarked;
