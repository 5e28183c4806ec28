/** The virtual carrier: a real SMPP 3.4 server on loopback, with phones instead of masts. */
@NullMarked
package cn.shanshao.sim.carrier;

import org.jspecify.annotations.NullMarked;
