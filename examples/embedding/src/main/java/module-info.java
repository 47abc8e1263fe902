// SPDX-License-Identifier: Apache-2.0
/** Hands out what the shop's update will do. */
module com.example.shop {
  requires io.canaryplan.core;

  exports com.example.shop;
}
