/** A back-test as a document: the rules, what they would have said, and how good that was. */
@NullMarked
package cn.shanshao.detect.report;

import org.jspecify.annotations.NullMarked;
