import "./wall/bt-wall.ts";
