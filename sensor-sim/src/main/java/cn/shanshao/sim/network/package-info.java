/** A made-up network of sixty points with every instrument of the contract, and what may happen there. Exercise realm. */
@NullMarked
package cn.shanshao.sim.network;

import org.jspecify.annotations.NullMarked;
