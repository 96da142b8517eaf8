// RUN: targets=spvasm,comp,metal
// A buffer of structs keeps its field names.
typedef struct {
  float x, y;
  int count;
} Point;

kernel void move_points(global Point* points, float dx, float dy) {
  int i = get_global_id(0);
  points[i].x += dx;
  points[i].y += dy;
  points[i].count++;
}
